//! A plan in heat at which races are called off: the heat, what to do, and the rules of the card. Nothing that invites to race.

use super::{
    card::Card,
    document::{PerHourReport, Plan},
};
use crate::plan::words::heat_band as say;

impl Plan {
    /// Whether races are called off in its heat.
    pub fn is_called_off(&self) -> bool {
        self.heat.as_ref().is_some_and(super::HeatReport::calls_off)
    }

    /// The same without paces, levers and amounts where races are called off; what the person means to drink is still judged.
    pub(super) fn without_what_invites(self) -> Self {
        if !self.is_called_off() {
            return self;
        }
        Self {
            headline: say::NO_PLAN.to_owned(),
            paces: Vec::new(),
            levers: Vec::new(),
            not_modelled: Vec::new(),
            prevention: Vec::new(),
            per_hour: PerHourReport::default(),
            limits: None,
            card: self.card.map(Card::of_rules_alone),
            ..self
        }
    }
}
