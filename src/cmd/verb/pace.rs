//! `engage pace`.

use clap::Subcommand;

use crate::cmd::prelude::*;
use crate::model::field::shape_of;
use crate::model::pace::{Pace, Plan, Tier};

/// Plan and switch the tiers of the PACE plan.
///
/// The tiers are primary, alternate, contingency and emergency.
#[derive(Debug, Args)]
pub struct PaceArgs {
    #[command(subcommand)]
    what: PaceCommand,
}

#[derive(Debug, Subcommand)]
enum PaceCommand {
    Set(PaceSetArgs),
    Switch(PaceSwitchArgs),
    Show(PaceShowArgs),
}

/// Set the plan of a tier.
#[derive(Debug, Args)]
struct PaceSetArgs {
    /// Tier to plan.
    #[arg(value_parser = PossibleValuesParser::new(Tier::WORDS))]
    tier: String,
    /// What we do in this tier.
    #[arg(long, value_name = "TEXT")]
    plan: Option<String>,
    /// Person responsible for it.
    #[arg(long, value_name = "PERSON")]
    owner: Option<String>,
    /// What it depends on; can be repeated.
    #[arg(long, value_name = "TEXT")]
    needs: Vec<String>,
    /// Trigger for switching away from this tier.
    #[arg(long, value_name = "TRIGGER")]
    leave_when: Option<String>,
    /// Person who decides to switch.
    #[arg(long, value_name = "PERSON")]
    switched_by: Option<String>,
    /// How to check that it works.
    #[arg(long, value_name = "TEXT")]
    verify: Option<String>,
    /// Date it was rehearsed.
    #[arg(long, value_name = "DAY")]
    exercised: Option<String>,
    /// Result of the rehearsal.
    #[arg(long, value_name = "TEXT")]
    result: Option<String>,
    #[command(flatten)]
    on: On,
    #[command(flatten)]
    writing: Writing,
}

/// Record a switch from one tier to another.
#[derive(Debug, Args)]
struct PaceSwitchArgs {
    /// Tier to switch to.
    #[arg(long, value_name = "TIER", value_parser = PossibleValuesParser::new(Tier::WORDS))]
    to: String,
    /// Tier to switch from [default: tier in use].
    #[arg(long, value_name = "TIER", value_parser = PossibleValuesParser::new(Tier::WORDS))]
    from: Option<String>,
    /// What caused the switch.
    #[arg(long, value_name = "TEXT")]
    trigger: String,
    /// Result of the switch.
    #[arg(long, value_name = "TEXT")]
    result: Option<String>,
    #[command(flatten)]
    on: On,
    #[command(flatten)]
    writing: Writing,
}

/// Show the plan and the tier in use.
#[derive(Debug, Args)]
struct PaceShowArgs {
    #[command(flatten)]
    target: Target,
}

impl PaceArgs {
    pub fn run(self, context: &Context) -> Result<Reply> {
        match self.what {
            PaceCommand::Set(set) => set.run(context),
            PaceCommand::Switch(switch) => switch.run(context),
            PaceCommand::Show(show) => show.run(context),
        }
    }
}

impl PaceSetArgs {
    fn run(self, context: &Context) -> Result<Reply> {
        let mut writer = Writer::begin(context, self.on.engagement.as_deref(), &self.writing)?;
        let given = [
            ("plan", Vec::from_iter(self.plan)),
            ("owner", Vec::from_iter(self.owner)),
            ("needs", self.needs),
            ("leave_when", Vec::from_iter(self.leave_when)),
            ("switched_by", Vec::from_iter(self.switched_by)),
            ("verify", Vec::from_iter(self.verify)),
            ("exercised", Vec::from_iter(self.exercised)),
            ("result", Vec::from_iter(self.result)),
        ];
        let given = given.iter().filter(|(_, values)| !values.is_empty());
        let answers = given.map(|(key, values)| {
            let node = writer.nodes(shape_of(Plan::FIELDS, key), key, values)?;
            Ok(((*key).to_owned(), node))
        });
        let answers = failure::all(answers)?;
        if answers.is_empty() {
            let failure = Failure::usage(format!("no values given for the {} tier", self.tier));
            bail!(failure.hint(Remedy::engage([
                "pace", "set", &self.tier, "--plan", "TEXT", "--owner", "WHO", "--needs", "TEXT"
            ])));
        }
        let changes = answers.iter().map(|(key, node)| (format!("{}.{key}", self.tier), KeyEdit::Set(node.clone())));
        let changes = changes.collect();
        let file = Reference::Pace(writer.engagement.cycle());
        if writer.engagement.has(&file) {
            writer.change(&file, &changes)?;
        } else {
            writer.create_file(&file, &[(&self.tier, Node::Map(answers))])?;
        }
        let engagement = &writer.engagement;
        writer.done(format!("Planned the {} tier of {}, cycle {}", self.tier, engagement.id, engagement.cycle()));
        writer.finish()
    }
}

impl PaceSwitchArgs {
    fn run(self, context: &Context) -> Result<Reply> {
        let mut writer = Writer::begin(context, self.on.engagement.as_deref(), &self.writing)?;
        let (id, cycle) = (writer.engagement.id.clone(), writer.engagement.cycle());
        let file = Reference::Pace(cycle);
        let is_planned = |pace: &Pace| Tier::ALL.iter().any(|tier| pace.tier(*tier).is_some());
        // an unreadable plan is reported with its place
        if !writer.engagement.pace(cycle).map_or_else(|| writer.engagement.has(&file), is_planned) {
            bail!(Failure::refused(no_plan(&id, cycle)).hint(start(&id)));
        }
        let in_force = writer.engagement.pace(cycle).map_or(Tier::Primary, Pace::in_force);
        let from = self.from.unwrap_or_else(|| in_force.to_string());
        if from == self.to {
            bail!(Failure::refused(format!("{id} is already on its {from} tier")).hint(Remedy::engage([
                "pace",
                "show",
                id.as_str()
            ])));
        }
        let mut pairs = vec![
            ("on", Node::Plain(writer.day.to_string())),
            ("from", Node::text(&from)),
            ("to", Node::text(&self.to)),
            ("trigger", Node::Text(context.words(&self.trigger)?)),
        ];
        if let Some(result) = &self.result {
            pairs.push(("result", Node::Text(context.words(result)?)));
        }
        let switch = Node::Map(pairs.into_iter().map(|(key, node)| (key.to_owned(), node)).collect());
        writer.change(&file, &vec![("switches".into(), KeyEdit::Append(switch))])?;
        writer.done(format!("Switched {id} from the {from} to the {} tier", self.to));
        writer.finish()
    }
}

impl PaceShowArgs {
    fn run(self, context: &Context) -> Result<Reply> {
        let workspace = context.workspace()?;
        let engagement = context.engagement(&workspace, self.target.named()?)?;
        let (id, cycle) = (&engagement.id, engagement.cycle());
        let pace = engagement.pace(cycle);
        let lines = |pace: &Pace| {
            let lines = |tier: &Tier| Some(tier_lines(&engagement, *tier, pace.tier(*tier)?, pace.in_force()));
            Tier::ALL.iter().filter_map(lines).collect::<String>()
        };
        let text = match pace.map(lines).filter(|lines| !lines.is_empty()) {
            Some(lines) => lines,
            None if pace.is_none() && engagement.has(&Reference::Pace(cycle)) => {
                format!("the PACE plan of {id}, cycle {cycle}, cannot be read\n")
            }
            None => format!("{}; start one: {}\n", no_plan(id, cycle), start(id)),
        };
        let data = json!({ "engagement": id, "cycle": cycle, "in_force": pace.map(Pace::in_force), "plan": pace });
        Ok(Reply { text: fitted(&text, context.width), messages: vec![], kind: "engagement.pace", data })
    }
}

fn no_plan(id: &Slug, cycle: u32) -> String {
    format!("cycle {cycle} of {id} has no PACE plan")
}

/// The command that starts a plan.
fn start(id: &Slug) -> Remedy {
    let tier = Remedy::engage(["pace", "set", "primary", "-e", id.as_str()]);
    tier.flag("plan", "WHAT WE DO").flag("owner", "PERSON").flag("needs", "WHAT IT DEPENDS ON")
}

fn tier_lines(engagement: &Engagement, tier: Tier, plan: &Plan, in_force: Tier) -> String {
    let mark = if tier == in_force { " (in use)" } else { "" };
    let text = |words: &Option<Text>| words.as_ref().map(Text::one_line);
    let needs: Vec<_> = plan.needs.iter().map(Text::one_line).collect();
    let rows = [
        ("owner", plan.owner.as_ref().map(|owner| engagement.name_of(owner))),
        ("needs", (!needs.is_empty()).then(|| needs.join("; "))),
        ("switch when", text(&plan.leave_when)),
        ("switched by", plan.switched_by.as_ref().map(|person| engagement.name_of(person))),
        ("verify", text(&plan.verify)),
        ("exercised", plan.exercised.map(|day| day.to_string())),
        ("result", text(&plan.result)),
    ];
    let what = text(&plan.plan).unwrap_or_else(|| "no plan yet".into());
    let head = format!("{}{mark}: {}\n", styled(STRONG, tier.word()), visible(&what));
    let lines = rows.into_iter().filter_map(|(name, words)| Some(format!("  {name}: {}\n", visible(&words?))));
    std::iter::once(head).chain(lines).collect()
}
