//! The values that a key allows, and the keys of a record.

/// The values that a key allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Free words, kept exactly.
    Text,
    /// `YYYY-MM-DD`.
    Date,
    /// A whole number from 1 to 5.
    Rating,
    /// An exact decimal number: money, hours, percent.
    Decimal,
    /// A whole number from 0.
    Count,
    /// `true` or `false`.
    Flag,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// The id of someone in `people/`.
    Person,
    /// The reference of another record of the engagement.
    Reference,
    /// Several values of one shape.
    List(&'static Shape),
    /// Named fields.
    Group(&'static [Field]),
    /// Free keys, one shape of value.
    Table(&'static Shape),
    /// Anything; not interpreted.
    Free,
}

impl Shape {
    /// Whether a value of this shape is a single scalar.
    pub fn is_scalar(self) -> bool {
        !matches!(self, Self::List(_) | Self::Group(_) | Self::Table(_) | Self::Free)
    }

    /// The shape of the value at a key of a group, a table or a free value.
    pub fn inner(self, key: &str) -> Self {
        match self {
            Self::Group(fields) => shape_of(fields, key),
            Self::Table(value) => *value,
            _ => Self::Free,
        }
    }

    /// The shape of an item of a list.
    pub fn item(self) -> Self {
        if let Self::List(item) = self { *item } else { Self::Free }
    }

    /// What to write here, in words for a message.
    pub fn in_words(self) -> String {
        match self {
            Self::Text => "text".into(),
            Self::Date => "a date, YYYY-MM-DD".into(),
            Self::Rating => "a whole number from 1 to 5".into(),
            Self::Decimal => "a decimal number such as 1200.50".into(),
            Self::Count => "a whole number".into(),
            Self::Flag => "true or false".into(),
            Self::Choice(words) => format!("one of {}", words.join(", ")),
            Self::Person => "the id or name of a person".into(),
            Self::Reference => "a record such as goals/NAME".into(),
            Self::List(item) => format!("a list, each item {}", item.in_words()),
            Self::Group(fields) => {
                let keys: Vec<_> = fields.iter().map(|field| format!("{}: …", field.name)).collect();
                format!("{{{}}}", keys.join(", "))
            }
            Self::Table(_) | Self::Free => "keys and values".into(),
        }
    }
}

/// One key of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// The key as written in the file.
    pub name: &'static str,
    /// What it asks, one line: help text and the comment of a scaffold.
    pub question: &'static str,
    /// The shape of its value.
    pub shape: Shape,
    /// Whether the record must have it.
    pub required: bool,
}

/// The shape of the value at a key of a file.
pub fn shape_of(fields: &[Field], key: &str) -> Shape {
    fields.iter().find(|field| field.name == key).map_or(Shape::Free, |field| field.shape)
}

/// The field at a dotted path such as `contract.ends` or `prep.2.done`.
pub fn shape_at(fields: &[Field], path: &[&str]) -> Result<Shape, UnknownKey> {
    let (first, rest) = path.split_first().ok_or_else(|| UnknownKey::new("", fields))?;
    let field = fields.iter().find(|field| field.name == *first).ok_or_else(|| UnknownKey::new(first, fields))?;
    shape_below(field.shape, rest)
}

fn shape_below(shape: Shape, path: &[&str]) -> Result<Shape, UnknownKey> {
    match (shape, path) {
        (shape, []) => Ok(shape),
        (Shape::Group(fields), path) => shape_at(fields, path),
        (Shape::List(item), [index, rest @ ..]) if index.parse::<usize>().is_ok_and(|n| n > 0) => {
            shape_below(*item, rest)
        }
        (Shape::Table(value), [_, rest @ ..]) => shape_below(*value, rest),
        (Shape::Free, _) => Ok(Shape::Free),
        (_, [key, ..]) => Err(UnknownKey::new(key, &[])),
    }
}

/// A key that the table does not have, with those that it has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownKey {
    /// The key that was looked up.
    pub key: String,
    /// The keys at that place.
    pub known: Vec<&'static str>,
}

impl UnknownKey {
    fn new(key: &str, fields: &[Field]) -> Self {
        Self { key: key.into(), known: fields.iter().map(|field| field.name).collect() }
    }
}
