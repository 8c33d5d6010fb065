//! What each document imports.

pub(super) use crate::render::parts::few::Few;
pub(super) use crate::render::parts::prelude::*;
pub(super) use crate::render::parts::{
    actions::ActionView, approaches::ApproachView, decisions::DecisionView, forecast::ForecastView, goals::GoalView,
    hypothesis::HypothesisView, lessons::LessonView, next::NextCycle, people::PersonView,
    requirements::RequirementView, spend::SpendView, timeline::StayView, timeline::Timeline, voice::Voice,
};
pub(super) use crate::render::subject::Subject;
