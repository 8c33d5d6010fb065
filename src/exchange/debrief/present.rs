//! *people*: `Ana Ortiz, sponsor, ana@port.example`: a name, then roles, mail, phone, organization and side.

use super::{Background, Values, meant, who};
use crate::model::record::{Person, Role, Side};
use crate::model::reference::PersonId;
use crate::model::remedy::Remedy;
use crate::model::text::Text;
use crate::model::words::{nearest, short};

/// Other words for a role.
const ROLES: [(Role, &str); 4] = [
    (Role::Acr, "account manager, account responsible"),
    (Role::Csr, "solution lead, solution responsible"),
    (Role::Cfr, "delivery lead, fulfilment responsible"),
    (Role::Sme, "subject matter expert, expert"),
];

/// Other words for a side.
const SIDES: [(Side, &str); 2] =
    [(Side::Ours, "us, our side, our team"), (Side::Customer, "theirs, their side, customer's side")];

/// Roles that only our own people have.
const OURS: [Role; 5] = [Role::Acr, Role::Csr, Role::Cfr, Role::PresalesArchitect, Role::DeliveryArchitect];

/// The keys that a line may set, in the order of a person's record.
const KEYS: [&str; 5] = ["side", "roles", "organization", "email", "phone"];

/// A person who takes part; for a known person, only details that are already recorded are accepted.
pub(super) fn read(text: &str, known: &Background) -> Result<Values, String> {
    let (name, rest) = parts(text);
    let details = details(rest)?;
    let name = who::read(name, known)?;
    let person = name.parse::<PersonId>().ok().and_then(|id| known.engagement.person(&id));
    let Some(person) = person else { return Ok(somebody_new(name, details)) };
    let missing = details.iter().filter(|(key, value)| !is_recorded(person, key, value)).map(|(key, value)| {
        let sign = if *key == "roles" { "+=" } else { "=" };
        format!("{key}{sign}{value}")
    });
    let missing: Vec<_> = missing.collect();
    let (record, name, id) = (format!("people/{name}"), person.name.one_line(), known.engagement.id.as_str());
    if missing.is_empty() {
        return Ok(vec![("name", name), ("side", person.side.word().to_owned())]);
    }
    let set = Remedy::engage(["set", "-e", id, "--in", &record]).with(missing);
    Err(format!("{name} is recorded without this; to add it: {set}"))
}

/// The name at the beginning of a line.
pub(super) fn name(text: &str) -> &str {
    let name = parts(text).0.trim();
    name.strip_suffix("(new)").unwrap_or(name).trim_end()
}

/// The name, and what follows after a comma, a colon or in brackets.
fn parts(text: &str) -> (&str, &str) {
    let end = text.find([',', ':', ';']).unwrap_or(text.len());
    let bracket = text.find('(').filter(|at| *at < end && !text[*at..].to_lowercase().starts_with("(new)"));
    let (name, rest) = text.split_at(bracket.unwrap_or(end));
    (name, rest.trim_start_matches([',', ':', ';']))
}

/// The details of a person in a line, in the order of their keys.
fn details(words: &str) -> Result<Values, String> {
    let mut details = Values::new();
    let parts = words.split([',', ';', '(', ')']).map(|part| part.trim().trim_end_matches('.'));
    for part in parts.filter(|part| !part.is_empty()) {
        for (key, value) in meaning(part)? {
            if key != "roles" && details.iter().any(|(known, _)| *known == key) {
                return Err(twice(key, part));
            }
            details.push((key, value));
        }
    }
    details.sort_by_key(|(known, _)| KEYS.iter().position(|key| key == known));
    Ok(details)
}

/// Why a key cannot get a second value.
fn twice(key: &str, part: &str) -> String {
    let name = match key {
        "side" => "the side",
        "email" => "the e-mail address",
        "phone" => "the phone number",
        _ => return format!("`{}` is not a role, side, e-mail address or phone number", short(part, 40)),
    };
    format!("{name} is given twice")
}

/// The values of a part of the line; words that are nothing else are the organization.
fn meaning(part: &str) -> Result<Values, String> {
    if let Some(side) = side(part) {
        return Ok(vec![("side", side.word().to_owned())]);
    }
    if let Some(roles) = part.split(" and ").map(role).collect::<Option<Vec<_>>>() {
        return Ok(roles.into_iter().map(|role| ("roles", role.word().to_owned())).collect());
    }
    let address = email(part).map(|email| ("email", email)).or_else(|| Some(("phone", phone(part)?)));
    if let Some((key, address)) = address {
        return Ok(vec![(key, address.to_owned())]);
    }
    if let Some(role) = nearest(part, Role::ALL.iter().map(|role| role.word())) {
        return Err(format!("`{}` is not a role: did you mean {role}?", short(part, 40)));
    }
    Ok(vec![("organization", part.to_owned())])
}

/// The values of a new person; on the customer's side unless the line or the role says otherwise.
fn somebody_new(name: String, details: Values) -> Values {
    let is_ours = details.iter().any(|(_, word)| OURS.iter().any(|role| role.word() == word));
    let likely = if is_ours { Side::Ours } else { Side::Customer };
    let is_sided = details.iter().any(|(key, _)| *key == "side");
    let side = (!is_sided).then(|| ("side", likely.word().to_owned()));
    [("name", name)].into_iter().chain(side).chain(details).collect()
}

/// Whether the record of a person already has this value.
fn is_recorded(person: &Person, key: &str, value: &str) -> bool {
    let is = |text: &Option<Text>| text.as_ref().is_some_and(|text| text.one_line() == value);
    match key {
        "side" => person.side.word() == value,
        "roles" => person.roles.iter().any(|role| role.word() == value),
        "organization" => is(&person.organization),
        "email" => is(&person.email),
        _ => is(&person.phone),
    }
}

fn side(words: &str) -> Option<Side> {
    let plain = words.to_lowercase();
    let plain = plain.strip_prefix("side: ").or_else(|| plain.strip_prefix("side ")).unwrap_or(&plain);
    plain.parse().ok().or_else(|| meant(plain, &SIDES))
}

fn role(words: &str) -> Option<Role> {
    let plain = words.trim().to_lowercase();
    let by_word = || plain.replace(' ', "-").parse().or_else(|_| plain.to_uppercase().parse()).ok();
    meant(&plain, &ROLES).or_else(by_word)
}

fn email(words: &str) -> Option<&str> {
    let address = labelled(words, &["mail", "email", "e-mail"]);
    let (local, host) = address.split_once('@')?;
    (!local.is_empty() && host.contains('.') && !address.contains(char::is_whitespace)).then_some(address)
}

fn phone(words: &str) -> Option<&str> {
    let number = labelled(words, &["phone", "tel", "mobile"]);
    let is_one = number.chars().all(|c| c.is_ascii_digit() || matches!(c, '+' | ' ' | '-' | '/' | '.' | '\u{a0}'));
    (is_one && number.chars().filter(char::is_ascii_digit).count() >= 5).then_some(number)
}

/// Words without a label at the beginning.
fn labelled<'a>(words: &'a str, labels: &[&str]) -> &'a str {
    let (label, rest) = words.split_once([':', ' ']).unwrap_or(("", words));
    let label = label.trim_end_matches('.').to_lowercase();
    if labels.contains(&label.as_str()) { rest.trim() } else { words }
}

#[cfg(test)]
mod tests {
    use crate::exchange::debrief::fixture::{read, reads};

    #[test]
    fn a_person_has_a_name_roles_mail_phone_organization_and_a_side() {
        let table = r"
            ## people
            Bo Li, sponsor, bo@port.example => name=Bo Li; side=customer; roles=sponsor; email=bo@port.example
            - Bo Li (new): user and product owner, tel. +44 20 7946 0000, Port of Aldmouth. => name=Bo Li; side=customer; roles=user; roles=product-owner; organization=Port of Aldmouth; phone=+44 20 7946 0000
            Kim Berg, delivery lead => name=Kim Berg; side=ours; roles=CFR
            Kim Berg (ours, sme) => name=Kim Berg; side=ours; roles=SME
            Kim Berg => name=Kim Berg; side=customer
            Ana Ortiz, customer => name=Ana Ortiz; side=customer
        ";
        reads(table);
    }

    #[test]
    fn what_is_new_of_somebody_known_or_may_be_a_slip_is_asked_about() {
        let table = r"
            ## people
            Ana Ortiz, sponsor and user, Port of Aldmouth, side ours => ? Ana Ortiz is recorded without this; to add it: engage set -e harbor-search --in people/ana-ortiz side=ours roles+=sponsor roles+=user 'organization=Port of Aldmouth'
            Ana, ana@port.example => ? Ana Ortiz is recorded without this; to add it: engage set -e harbor-search --in people/ana-ortiz email=ana@port.example
            Bo Li, sponser => ? `sponser` is not a role: did you mean sponsor?
            Bo Li, ours, customer => ? the side is given twice
            Bo Li, the port, the quay => ? `the quay` is not a role, side, e-mail address or phone number
        ";
        reads(table);
    }

    #[test]
    fn somebody_under_people_is_known_to_the_rest_of_the_buffer() {
        let reading = read("## said\nBo Li: fine\nli: faster\n## people\nBo Li, sponsor\n");
        assert_eq!(reading.problems, []);
        assert_eq!(reading.facts[0].value("name"), Some("Bo Li"), "people come first");
        assert!(reading.facts[1..].iter().all(|fact| fact.value("from") == Some("Bo Li")));
    }
}
