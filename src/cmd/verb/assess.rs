//! `engage assess`.

use std::fmt::Display;

use serde::Serialize;

use crate::cmd::prelude::*;
use crate::insight::adoption::{self, Assessed, Seen};
use crate::model::adoption::{kinds, levels};
use crate::model::entry::{Adoption, PlanNext};
use crate::model::maturity;
use crate::model::number::Rating;

/// Show the customer's maturity and suitable kinds of engagement.
///
/// Shows the adoption level, IT maturity and security maturity from the validate steps, and how they changed from cycle
/// to cycle. `adoption` in `engage.yaml` sets the kinds of engagement for each level.
#[derive(Debug, Args)]
pub struct AssessArgs {
    #[command(flatten)]
    target: Target,
}

impl AssessArgs {
    pub fn run(self, context: &Context) -> Result<Reply> {
        let workspace = context.workspace()?;
        let engagement = context.engagement(&workspace, self.target.named()?)?;
        let assessment = Assessment::of(&engagement, &workspace.settings);
        let (text, messages) = (fitted(&assessment.text(), context.width), findings::forks(&engagement));
        Ok(Reply { text, messages, kind: "engagement.assess", data: assessment.data() })
    }
}

/// The data to show.
struct Assessment<'a> {
    engagement: &'a Engagement,
    settings: &'a Settings,
    adoption: Vec<Seen<Adoption>>,
    it: Vec<Seen<Rating>>,
    security: Vec<Seen<Rating>>,
    /// The kind of the next cycle, by the last plan.
    planned: Option<String>,
}

impl<'a> Assessment<'a> {
    fn of(engagement: &'a Engagement, settings: &'a Settings) -> Self {
        let assessed = adoption::assessed(engagement);
        let ratings = |of: fn(&Assessed) -> Option<Rating>| adoption::per_cycle(&assessed, of);
        Self {
            engagement,
            settings,
            adoption: adoption::per_cycle(&assessed, |of| of.adoption),
            it: ratings(|of| of.it),
            security: ratings(|of| of.security),
            planned: planned(engagement),
        }
    }

    fn text(&self) -> String {
        let ratings = |meaning: fn(Rating) -> &'static str| {
            move |level: Rating| format!("{level} of 5, {}: {}", maturity::name(level), meaning(level))
        };
        let (of_it, of_security) = (ratings(maturity::of_it), ratings(maturity::of_security));
        let adoption = |level: Adoption| format!("{level}: {}", level.meaning());
        let parts = [
            headline(self.engagement),
            self.section("adoption", "adoption=LEVEL", &self.adoption, Adoption::ALL, adoption),
            self.section("IT maturity", "it_maturity=RATING", &self.it, Rating::ALL, of_it),
            self.section("security maturity", "security_maturity=RATING", &self.security, Rating::ALL, of_security),
            self.what_suits(),
        ];
        parts.join("\n")
    }

    /// One kind of level: the last value, its meaning and its movement; without a value, all levels.
    fn section<L: Copy + Display + PartialEq>(
        &self,
        title: &str,
        set: &str,
        seen: &[Seen<L>],
        all: &[L],
        meaning: impl Fn(L) -> String,
    ) -> String {
        let title = styled(STRONG, title);
        let Some(last) = seen.last() else {
            let levels: String = all.iter().map(|level| format!("    {}\n", meaning(*level))).collect();
            return format!("{title}\n  not assessed{}\n{levels}", self.how(set));
        };
        let height = |level: L| all.iter().position(|known| *known == level).and_then(|at| i64::try_from(at).ok());
        let moved = seen.windows(2).map(|pair| Some(height(pair[1].level)? - height(pair[0].level)?));
        let mut text = format!("{title}\n  {}\n", meaning(last.level));
        for (seen, moved) in seen.iter().zip(std::iter::once(None).chain(moved)) {
            let moved = moved.map_or(String::new(), |levels| format!(", {}", movement(levels)));
            let words = format!("{}, {}{moved}", seen.level, date(seen.on));
            text.push_str(&line(&format!("cycle {}", seen.entry.cycle), &words));
        }
        let cycle = self.engagement.cycle();
        if last.entry.cycle < cycle && self.engagement.is_open() {
            text.push_str(&line(&format!("cycle {cycle}"), &format!("not assessed{}", self.how(set))));
        }
        text
    }

    /// How a level is recorded: by a command now, or later.
    fn how(&self, set: &str) -> String {
        let (engagement, id) = (self.engagement, &self.engagement.id);
        let Some(place) = engagement.place().filter(|_| engagement.is_open()) else { return String::new() };
        let mut here = engagement.walk.iter().filter(|at| at.cycle == place.cycle && at.step == Step::Validate);
        let command = match here.next_back() {
            Some(entry) => format!("engage set -e {id} --in {entry} {set}"),
            None if place.step < Step::Validate => return " yet; the next step, validate, asks for it".to_owned(),
            None => format!("engage advance {id} --to validate"),
        };
        format!(": {}", styled(COMMAND, &command))
    }

    /// The kinds that fit the level, or the whole ladder if the level is unknown.
    fn what_suits(&self) -> String {
        let title = styled(STRONG, "suitable kinds of engagement");
        let row = |level: &Adoption| line(level.word(), &visible(&or_list(kinds(self.settings, *level))));
        let rows: String = match self.adoption.last() {
            Some(seen) => row(&seen.level),
            None => Adoption::ALL.iter().map(row).collect(),
        };
        let planned = self.planned.as_ref().map_or(String::new(), |kind| line("planned", &self.judged(kind)));
        format!("{title}\n{rows}{planned}")
    }

    /// The planned kind, and whether it fits, if the ladder has it.
    fn judged(&self, kind: &str) -> String {
        let suits = levels(self.settings, kind);
        match self.adoption.last() {
            Some(seen) if suits.contains(&seen.level) => format!("{kind} (suitable)"),
            Some(_) if !suits.is_empty() => {
                format!("{kind} (suitable for {})", and_list(suits.iter().map(|level| level.word())))
            }
            _ => kind.to_owned(),
        }
    }

    fn data(&self) -> Value {
        let suits = self.adoption.last().map(|seen| kinds(self.settings, seen.level)).unwrap_or_default();
        let level = |level: &Adoption| json!({ "level": level, "meaning": level.meaning(), "suits": kinds(self.settings, *level) });
        json!({
            "engagement": self.engagement.id,
            "adoption": levelled(&self.adoption, Adoption::meaning),
            "it_maturity": levelled(&self.it, maturity::of_it),
            "security_maturity": levelled(&self.security, maturity::of_security),
            "suits": suits,
            "levels": Adoption::ALL.iter().map(level).collect::<Vec<_>>(),
            "planned": self.planned.as_ref().map(|kind| json!({ "kind": kind, "suits": levels(self.settings, kind) })),
        })
    }
}

fn line(name: &str, words: &str) -> String {
    format!("  {} {words}\n", styled(FAINT, &format!("{name}:")))
}

/// `one level up`, `unchanged`.
fn movement(levels: i64) -> String {
    let number = count(usize::try_from(levels.abs()).unwrap_or_default(), "level");
    match levels {
        0 => "unchanged".to_owned(),
        1.. => format!("{number} up"),
        _ => format!("{number} down"),
    }
}

/// A level as `--json` data: the last one, and all by cycle.
fn levelled<L: Copy + Serialize>(seen: &[Seen<L>], meaning: impl Fn(L) -> &'static str) -> Option<Value> {
    let last = seen.last()?;
    let one =
        |seen: &Seen<L>| json!({ "cycle": seen.entry.cycle, "entry": seen.entry, "on": seen.on, "level": seen.level });
    let cycles: Value = seen.iter().map(one).collect();
    Some(json!({ "level": last.level, "meaning": meaning(last.level), "on": last.on, "cycles": cycles }))
}

fn planned(engagement: &Engagement) -> Option<String> {
    let mut plans = engagement.at::<PlanNext>().filter_map(|(_, plan)| plan.kind.as_ref());
    plans.next_back().map(|kind| visible(&kind.one_line()).into_owned())
}
