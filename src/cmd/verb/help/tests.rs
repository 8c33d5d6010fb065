//! The pages say what the program does.

use super::TOPICS;
use crate::cmd::completion::ASKED_BY;
use crate::cmd::failure::Failure;
use crate::model::date::Date;
use crate::model::reading::days::{self, Look};
use crate::model::reading::money;

fn text(name: &str) -> &'static str {
    TOPICS.iter().find(|topic| topic.name == name).unwrap().text
}

/// The rows of the table on a page, without its header.
fn rows(name: &str) -> impl Iterator<Item = Vec<&'static str>> {
    let lines = text(name).lines().skip_while(|line| !line.starts_with("    WRITE")).skip(1);
    let lines = lines.map_while(|line| line.strip_prefix("    "));
    lines.map(|line| line.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect())
}

#[test]
fn the_examples_of_dates_are_read_as_the_page_says() {
    let today: Date = "2026-06-01".parse().unwrap();
    let read = |words: &str, look| days::read(words, today, look).map_or("refused".into(), |day| day.to_string());
    let mut count = 0;
    for row in rows("dates") {
        assert_eq!(row, [row[0], &read(row[0], Look::Back), &read(row[0], Look::Ahead)]);
        count += 1;
    }
    assert!(count > 10);
}

#[test]
fn the_examples_of_money_are_read_as_the_page_says() {
    let ours = "EUR".parse().unwrap();
    let read = |words: &str| match money::read(words, Some(&ours)) {
        Ok(money) => format!("{} {}", money.amount, money.currency.map_or(String::new(), |code| code.to_string())),
        Err(_) => "refused".to_owned(),
    };
    let mut count = 0;
    for row in rows("money") {
        assert_eq!(row, [row[0], read(row[0]).trim_end()]);
        count += 1;
    }
    assert!(count > 8);
}

#[test]
fn a_page_fits_on_a_screen_or_two() {
    for topic in TOPICS {
        assert!(topic.page(80).lines().count() <= 60, "{}", topic.name);
    }
}

#[test]
fn every_variable_that_is_read_is_on_its_page() {
    let read = include_str!("../../context.rs").split("\"ENGAGE_").skip(1);
    let names =
        read.map(|rest| format!("    ENGAGE_{} ", rest.split(|c: char| !c.is_ascii_uppercase()).next().unwrap()));
    for name in names.chain([format!("    {ASKED_BY} ")]) {
        assert!(text("environment").contains(&name), "{name}");
    }
}

#[test]
fn every_exit_code_is_on_its_page() {
    let failures = [Failure::failed, Failure::usage, Failure::refused, Failure::not_found, Failure::changed];
    let codes: Vec<_> =
        failures.iter().map(|failure| failure("").exit).chain([Failure::interrupted("").exit]).collect();
    let lines =
        text("exit-codes").lines().filter_map(|line| line.strip_prefix("    ")?.split(' ').next()?.parse().ok());
    assert_eq!(lines.skip(1).collect::<Vec<u8>>(), codes);
}
