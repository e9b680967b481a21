//! The bill of materials, in `CycloneDX` 1.6.

use serde_json::{Value, json};

use super::tree::{Package, Tree};

/// The whole bill. It holds no moment and no chance, so that the same tree gives the same bytes.
pub(crate) fn bill(tree: &Tree) -> Value {
    let (binary, others): (Vec<&Package>, Vec<&Package>) =
        tree.packages.values().partition(|package| package.name == "charley");
    let needs: Vec<Value> = tree
        .packages
        .values()
        .map(|package| {
            let needs: Vec<String> = package.needs.iter().map(|id| address(&tree.packages[id])).collect();
            json!({ "ref": address(package), "dependsOn": needs })
        })
        .collect();
    json!({
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": { "component": component(binary[0], "application") },
        "components": others.into_iter().map(|package| component(package, "library")).collect::<Vec<_>>(),
        "dependencies": needs,
    })
}

/// The package URL by which scanners know it.
fn address(package: &Package) -> String {
    format!("pkg:cargo/{}", package.id())
}

fn component(package: &Package, kind: &str) -> Value {
    let mut component = json!({
        "type": kind,
        "bom-ref": address(package),
        "name": package.name,
        "version": package.version,
        "licenses": [{ "expression": package.licence }],
        "purl": address(package),
    });
    if let Some(checksum) = &package.checksum {
        component["hashes"] = json!([{ "alg": "SHA-256", "content": checksum }]);
    }
    if let Some(repository) = &package.repository {
        component["externalReferences"] = json!([{ "type": "vcs", "url": repository }]);
    }
    component
}
