//! Results that are kept, and whether they are still what would be made now: one rule for all of them. A result is used where
//! the same version made it, with the same settings and evidence, of the same inputs; any other is made anew.

use std::collections::BTreeMap;

use charley_store::{ContentHash, Derived, Store, StoreError};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

/// One kind of results, and what makes them.
#[derive(Debug, Clone, Copy)]
pub struct ResultKind {
    /// How the keys of its results begin.
    pub prefix: &'static str,
    /// Raised whenever the same inputs give another result. A digest of a small result is kept with each version in the tests:
    /// they fail where the result changes and the version does not.
    pub version: u32,
    /// Seed of its random streams, where it has any.
    pub seed: Option<u64>,
    /// Draws of everything uncertain, where there are any.
    pub draws: Option<usize>,
}

/// Everything that a result was made of, as SHA-256 of its JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Inputs(String);

impl Inputs {
    /// The hash of these inputs.
    ///
    /// # Errors
    /// When they are no JSON value.
    pub fn of(inputs: &impl Serialize) -> Result<Self, serde_json::Error> {
        Ok(Self(ContentHash::of(&serde_json::to_vec(inputs)?).to_string()))
    }
}

impl ResultKind {
    /// What its results are made with, as it is kept beside each.
    pub fn settings(&self) -> Value {
        json!({ "version": self.version, "draws": self.draws })
    }

    /// A result as it is kept.
    ///
    /// # Errors
    /// When the result is no JSON value.
    pub fn keep(
        &self,
        name: &str,
        inputs: &Inputs,
        result: &impl Serialize,
    ) -> Result<Derived, serde_json::Error> {
        Ok(Derived {
            key: self.key(name),
            inputs_hash: inputs.0.clone(),
            seed: self.seed,
            settings: self.settings(),
            evidence_version: charley_evidence::VERSION.to_owned(),
            crate_version: env!("CARGO_PKG_VERSION").to_owned(),
            body: serde_json::to_string(result)?,
        })
    }

    /// The results that are made as they would be now, whatever they were made of.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn kept(&self, store: &Store) -> Result<Results, StoreError> {
        let settings = self.settings();
        let as_now = |kept: &Derived| {
            kept.settings == settings
                && kept.seed == self.seed
                && kept.evidence_version == charley_evidence::VERSION
        };
        let rows = store.derived(self.prefix)?.into_iter().filter(as_now);
        Ok(Results { kind: *self, rows: rows.map(|kept| (kept.key.clone(), kept)).collect() })
    }

    fn key(&self, name: &str) -> String {
        format!("{}{name}", self.prefix)
    }
}

/// Results of one kind.
#[derive(Debug)]
pub struct Results {
    kind: ResultKind,
    rows: BTreeMap<String, Derived>,
}

impl Results {
    /// The result of this name that was made of these inputs.
    pub fn of<T: DeserializeOwned>(&self, name: &str, inputs: &Inputs) -> Option<T> {
        self.rows.get(&self.kind.key(name)).filter(|kept| kept.inputs_hash == inputs.0)?.read()
    }

    /// The result of this name, whatever it was made of: for what says itself of what, and for what is shown as not the newest.
    pub fn last<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        self.rows.get(&self.kind.key(name))?.read()
    }

    /// All that were made of these inputs.
    pub fn all_of<T: DeserializeOwned>(&self, inputs: &Inputs) -> impl Iterator<Item = T> {
        self.rows.values().filter(|kept| kept.inputs_hash == inputs.0).filter_map(Derived::read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KIND: ResultKind = ResultKind { prefix: "test/", version: 3, seed: Some(1), draws: Some(64) };

    #[test]
    fn a_result_is_used_only_where_everything_that_makes_it_is_the_same() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::open_or_create(dir.path()).unwrap();
        let (inputs, other) = (Inputs::of(&("air", 21.0)).unwrap(), Inputs::of(&("air", 21.5)).unwrap());
        store.set_derived(&[KIND.keep("a", &inputs, &7).unwrap()]).unwrap();
        let read = |kind: ResultKind, inputs: &Inputs| kind.kept(&store).unwrap().of::<i32>("a", inputs);
        assert_eq!(read(KIND, &inputs), Some(7));
        assert_eq!(read(KIND, &other), None, "other inputs");
        assert_eq!(read(ResultKind { version: 4, ..KIND }, &inputs), None, "a newer model");
        assert_eq!(read(ResultKind { seed: Some(2), ..KIND }, &inputs), None, "other draws");
        assert_eq!(read(ResultKind { draws: Some(32), ..KIND }, &inputs), None, "fewer draws");
        let kept = store.derived("").unwrap();
        assert_eq!(kept[0].settings, json!({ "version": 3, "draws": 64 }));
        assert_eq!(kept[0].inputs_hash.len(), 64, "SHA-256");
        // What an earlier Charley kept without its settings is of no known version.
        let before = Derived { settings: Value::Null, ..kept[0].clone() };
        store.set_derived(&[before]).unwrap();
        assert_eq!(KIND.kept(&store).unwrap().last::<i32>("a"), None);
        let evidence = Derived { evidence_version: "another".to_owned(), ..kept[0].clone() };
        store.set_derived(&[evidence]).unwrap();
        assert_eq!(KIND.kept(&store).unwrap().last::<i32>("a"), None);
    }
}
