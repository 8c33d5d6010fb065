//! `engage sign-off`.

use crate::cmd::defaults;
use crate::cmd::prelude::*;
use crate::model::promise;
use crate::model::record::{Of, Signed};

/// Record a sign-off of scope, design, handover or acceptance.
///
/// Stores the current wording and digest of each promise: the statement, criterion, responsible person, delimitation
/// and due date of each goal; the statement, class, priority and acceptance test of each requirement. Later changes
/// are reported as unsigned.
#[derive(Debug, Args)]
#[command(name = "sign-off")]
pub struct SignOffArgs {
    /// What to sign.
    #[arg(value_name = "WHAT", value_parser = PossibleValuesParser::new(Of::WORDS))]
    of: String,
    /// Who signs.
    #[arg(required = true, value_name = "PERSON")]
    by: Vec<String>,
    /// Record a rejection.
    #[arg(long)]
    reject: bool,
    /// Comment by the signers.
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// Record it even if it is already recorded.
    #[arg(long)]
    again: bool,
    #[command(flatten)]
    on: On,
    #[command(flatten)]
    writing: Writing,
}

impl SignOffArgs {
    pub fn run(self, context: &Context) -> Result<Reply> {
        let mut writer = Writer::begin(context, self.on.engagement.as_deref(), &self.writing)?;
        let known = writer.open_items();
        let by = writer.people("by", &self.by)?;
        let unread = writer.engagement.unread_of(&["goal", "requirement"]);
        Failure::where_unread(&writer.engagement.id, &unread, "the sign-off would not cover everything")?;
        let promises = promise::all(&writer.engagement);
        if promises.is_empty() && self.of == Of::Scope.word() {
            let goal = Remedy::engage(["add", "goal", "WHAT TO ACHIEVE"]);
            let failure = Failure::refused(format!("{} has no goal or requirement to sign", writer.engagement.id));
            bail!(failure.hint(goal.flag("criterion", "HOW BOTH SIDES WILL KNOW")));
        }
        let covers = promises.iter().map(|promise| {
            let covered = [("hash", promise.hash()), ("wording", promise.wording.clone())];
            let covered = covered.map(|(key, words)| (key.to_owned(), Node::Text(words)));
            (promise.of.to_string(), Node::Map(covered.into()))
        });
        let verdict = if self.reject { Signed::Rejected } else { Signed::Accepted };
        let note = context.text(self.note.as_deref())?;
        let pairs = [
            ("on", Node::Plain(writer.day.to_string())),
            ("of", Node::text(&self.of)),
            ("by", Node::List(by.iter().map(Node::text).collect())),
            ("covers", Node::Map(covers.collect())),
            ("verdict", Node::text(verdict)),
            ("note", note),
            ("during", defaults::during(&writer, Kind::Signoff, writer.day).map_or(Node::Empty, Node::text)),
        ];
        let this = read::record(Kind::Signoff, scaffold::record(&pairs).as_bytes()).ok();
        let name = this.and_then(|this| name(&writer.engagement, &this));
        writer.create(Kind::Signoff, &pairs, name, self.again)?;
        let signers: Vec<_> = by.iter().map(|person| signer(&writer, person)).collect();
        let done = if self.reject { "Rejected" } else { "Signed" };
        let (signers, promises) = (and_list(&signers), count(promises.len(), "promise"));
        writer.done(format!("{done} the {} of {}: {promises}, by {signers}", self.of, writer.engagement.id));
        writer.write()?;
        writer.say_open_items(&known);
        writer.finish()
    }
}

/// The text of its name: numbered if another one of the same day differs, so that the later one counts.
fn name(engagement: &Engagement, this: &Record) -> Option<String> {
    let Record::Signoff(this) = this else { return None };
    let of_day = engagement.signoffs().into_iter().filter(|(_, other)| (other.on, other.of) == (this.on, this.of));
    let of_day: Vec<_> = of_day.collect();
    let (last, number) = (of_day.last()?, of_day.len());
    let number = if last.1 == this { number } else { number + 1 };
    (number > 1).then(|| format!("{}-{number}", this.of))
}

/// Someone's name with the roles they sign in.
fn signer(writer: &Writer, id: &PersonId) -> String {
    let name = writer.engagement.name_of(id);
    match writer.engagement.person(id) {
        Some(person) if !person.roles.is_empty() => {
            let roles: Vec<_> = person.roles.iter().map(|role| role.word()).collect();
            format!("{name} ({})", roles.join(", "))
        }
        _ => format!("{name} (no role; add one: engage set -e {} --in people/{id} roles+=ROLE)", writer.engagement.id),
    }
}
