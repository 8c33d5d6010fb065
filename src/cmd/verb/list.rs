//! `engage list`.

use crate::check::Attention;
use crate::cmd::output::none_open;
use crate::cmd::prelude::*;
use crate::model::portfolio::Overview;
use crate::model::step::Phase;

/// List engagements and their current steps.
#[derive(Debug, Args)]
pub struct ListArgs {
    /// Show a column for each step.
    #[arg(long, value_parser = ["step"], value_name = "step")]
    by: Option<String>,
    /// List only engagements at this step.
    #[arg(long, value_name = "STEP", value_parser = Step::read)]
    step: Option<Step>,
    /// List only engagements in this phase.
    #[arg(long, value_name = "PHASE", value_parser = PossibleValuesParser::new(Phase::WORDS))]
    phase: Option<String>,
    /// List only engagements whose customer name contains this text.
    #[arg(long, value_name = "TEXT")]
    customer: Option<String>,
    /// Include closed and called-off engagements.
    #[arg(long)]
    all: bool,
    /// Show the number of findings for each engagement; reads all records.
    #[arg(long, conflicts_with = "by")]
    attention: bool,
    #[command(flatten)]
    on: On,
}

impl ListArgs {
    pub fn run(self, context: &Context) -> Result<Reply> {
        let workspace = context.workspace()?;
        let ids = match self.on.engagement.as_deref() {
            Some(named) => vec![context.id(&workspace, Some(named))?],
            None => context.ids(&workspace)?,
        };
        let only_open = !self.all && self.on.engagement.is_none();
        let overviews = progress::each("read", &ids, |id| load::overview(&workspace, id, only_open));
        let overviews = context.note_unread(overviews);
        let kept: Vec<_> = overviews.iter().filter(|overview| self.keeps(overview)).collect();
        let attention = if self.attention { attention(&workspace, &kept, context) } else { BTreeMap::new() };
        let messages = if kept.is_empty() { vec![self.nothing(ids.is_empty())] } else { vec![] };
        if context.json {
            let data = kept.iter().map(|overview| data(overview, context, attention.get(&overview.id)));
            let data = Value::Array(data.collect());
            return Ok(Reply { text: String::new(), messages, kind: "engagement.list", data });
        }
        let text = match (kept.is_empty(), &self.by) {
            (true, _) => String::new(),
            (false, Some(_)) => by_step(&kept, context.width),
            (false, None) => {
                let mut header = vec!["ID", "CUSTOMER", "CYCLE", "ROUND", "STEP", "DAYS"];
                header.extend(self.attention.then_some("ATTENTION"));
                let row = |overview: &&Overview| row(overview, context, attention.get(&overview.id));
                let rows: Vec<_> = kept.iter().map(row).collect();
                table(&header, &rows, &["ROUND", "CYCLE", "DAYS", "CUSTOMER"], context.width)
            }
        };
        Ok(Reply { text, messages, kind: "engagement.list", data: Value::Null })
    }

    fn keeps(&self, overview: &Overview) -> bool {
        let step = overview.place().map(|place| place.step);
        let letters = self.customer.as_ref().map(|letters| fold(letters));
        (self.step.is_none() || self.step == step)
            && self.phase.as_deref().is_none_or(|word| step.is_some_and(|step| step.phase().word() == word))
            && letters.is_none_or(|letters| fold(overview.customer()).contains(&letters))
    }

    fn nothing(&self, is_empty: bool) -> String {
        let is_narrowed = self.step.is_some() || self.phase.is_some() || self.customer.is_some();
        if is_narrowed && !is_empty {
            return "no engagement matches; to list all: engage list --all".to_owned();
        }
        none_open(is_empty).to_owned()
    }
}

/// The findings of each; a closed or called-off engagement has none.
fn attention(workspace: &Workspace, kept: &[&Overview], context: &Context) -> BTreeMap<Slug, Attention> {
    let ids: Vec<_> = kept.iter().map(|overview| overview.id.clone()).collect();
    let today = context.today;
    let of = |engagement: Engagement| Attention::of(&engagement, &workspace.settings, today);
    ids.iter().cloned().zip(context.of_each(workspace, &ids, of)).collect()
}

fn row(overview: &Overview, context: &Context, attention: Option<&Attention>) -> Vec<String> {
    let place = overview.place();
    let ended = overview.outcome.filter(|outcome| !outcome.is_open());
    let step = place.map(|place| format!("{}/9 {}", place.step.number(), place.step));
    let ended_at = ended.map(|outcome| {
        let step = step.as_ref().map_or(String::new(), |step| format!(" at {step}"));
        format!("{}{step}", outcome.in_words())
    });
    let or_none = |cell: Option<String>| cell.unwrap_or_else(|| "-".into());
    let mut row = vec![
        overview.id.to_string(),
        overview.customer().to_owned(),
        or_none(place.map(|place| place.cycle.to_string())),
        or_none(place.map(|_| overview.round().to_string())),
        or_none(ended_at.or(step)),
        or_none(days(overview, context).filter(|_| ended.is_none()).map(|days| days.to_string())),
    ];
    row.extend(attention.map(Attention::in_words));
    row
}

fn days(overview: &Overview, context: &Context) -> Option<i64> {
    Some(context.today.days_since(overview.entered?))
}

fn data(overview: &Overview, context: &Context, attention: Option<&Attention>) -> Value {
    let place = overview.place();
    let mut data = json!({
        "engagement": overview.id,
        "title": overview.charter.as_ref().map(|charter| &charter.title),
        "customer": overview.charter.as_ref().map(|charter| &charter.customer),
        "ended": overview.outcome.filter(|kind| !kind.is_open()),
        "cycle": place.map(|place| place.cycle),
        "round": place.map(|_| overview.round()),
        "step": place.map(|place| place.step),
        "step_number": place.map(|place| place.step.number()),
        "phase": place.map(|place| place.step.phase()),
        "entered": overview.entered,
        "days_in_step": days(overview, context),
    });
    if let Some(attention) = attention {
        let counts = attention.counts().into_iter().map(|(what, number)| (what.to_owned(), json!(number)));
        data["attention"] = counts.collect();
    }
    data
}

/// Columns by step, as many side by side as fit; empty steps have no column.
///
/// Engagements without an entry come before the first step, closed ones after the last.
fn by_step(overviews: &[&Overview], width: Option<usize>) -> String {
    let column = |head: String, belongs: &dyn Fn(&Overview) -> bool| {
        let here = overviews.iter().filter(|overview| belongs(overview));
        (head, here.map(|overview| shown(overview.id.as_str())).collect::<Vec<_>>())
    };
    let at = |overview: &Overview, step| overview.is_open() && overview.place().map(|place| place.step) == step;
    let of_step = |step: &Step| column(format!("{} {step}", step.number()), &|overview| at(overview, Some(*step)));
    let first = [column("not started".into(), &|overview| at(overview, None))];
    let last = [column("ended".into(), &|overview| !overview.is_open())];
    let columns = first.into_iter().chain(Step::ALL.iter().map(of_step)).chain(last);
    let columns = columns.filter(|(_, names)| !names.is_empty());
    let mut text = String::new();
    let mut block: Vec<(String, Vec<String>)> = Vec::new();
    for column in columns {
        let used: usize = block.iter().chain([&column]).map(|column| width_of(column) + 2).sum();
        if !block.is_empty() && width.is_some_and(|width| used - 2 > width) {
            text.push_str(&beside(&block, width));
            text.push('\n');
            block.clear();
        }
        block.push(column);
    }
    text + &beside(&block, width)
}

fn width_of((head, names): &(String, Vec<String>)) -> usize {
    names.iter().chain([head]).map(|name| name.width()).max().unwrap_or(0)
}

/// Columns of names under faint headers.
fn beside(columns: &[(String, Vec<String>)], width: Option<usize>) -> String {
    let heads: Vec<_> = columns.iter().map(|(head, _)| head.as_str()).collect();
    let most = columns.iter().map(|(_, names)| names.len()).max().unwrap_or(0);
    let cell = |at: usize| move |(_, names): &(String, Vec<String>)| names.get(at).cloned().unwrap_or_default();
    let rows: Vec<Vec<_>> = (0..most).map(|at| columns.iter().map(cell(at)).collect()).collect();
    let text = table(&heads, &rows, &[], width);
    let (head, rows) = text.split_once('\n').unwrap_or_default();
    std::iter::once(format!("{head}\n")).chain(rows.lines().map(|row| format!("{}\n", styled(STRONG, row)))).collect()
}
