//! Which of the white paper's domains an entity is of, where its own words say so.

use super::{Entity, Kind};
use crate::capability::DOMAINS;

/// Types and tags that mean a domain. A domain's own name means it, too.
const WORDS: [(&str, &[&str]); 13] = [
    ("portals", &["portal", "developer-portal", "backstage"]),
    ("apis", &["api", "cli", "command-line", "graphql", "openapi"]),
    ("golden-paths", &["golden-path", "template", "templates", "techdocs", "scaffolder"]),
    ("build", &["ci", "builds", "continuous-integration", "test", "testing"]),
    ("delivery", &["cd", "deployment", "deploy", "gitops", "continuous-delivery", "release"]),
    ("environments", &["environment", "dev-environment", "devcontainer", "ide", "workspace"]),
    ("observability", &["monitoring", "logging", "logs", "metrics", "tracing", "cost"]),
    ("infrastructure", &["kubernetes", "cluster", "compute", "network", "networking", "storage"]),
    ("data", &["database", "cache", "object-store", "s3-bucket", "postgresql", "warehouse"]),
    ("messaging", &["kafka", "queue", "broker", "topic", "events", "event-streaming"]),
    ("identity", &["secrets", "sso", "auth", "authentication", "authorization", "iam"]),
    ("security", &["policy", "policies", "scanning", "compliance", "vulnerability"]),
    ("artifacts", &["registry", "artifact", "packages", "images", "container-registry"]),
];

/// The domain: that of its type, else that of its tags where they agree; None where they say nothing, or
/// different things.
pub(super) fn domain(entity: &Entity) -> Option<&'static str> {
    if entity.kind == Kind::Template {
        return Some("golden-paths");
    }
    let sort = entity.sort.as_deref().map(str::to_lowercase);
    let by_sort = sort.as_deref().and_then(of);
    let mut by_tags = entity.tags.iter().filter_map(|tag| of(tag));
    let first = by_tags.next();
    by_sort.or_else(|| first.filter(|one| by_tags.all(|other| other == *one)))
}

fn of(word: &str) -> Option<&'static str> {
    let own = DOMAINS.iter().map(|(name, _)| *name).find(|name| *name == word);
    let by_word = || WORDS.iter().find(|(_, words)| words.contains(&word)).map(|(name, _)| *name);
    own.or_else(by_word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_domain_has_words_and_no_word_two_domains() {
        let names = |(name, _): &(&'static str, _)| *name;
        assert_eq!(WORDS.map(|own| names(&own)), DOMAINS.map(|own| own.0));
        for (name, words) in WORDS {
            assert!(words.iter().all(|word| of(word) == Some(name)), "{name}");
        }
        assert_eq!((of("messaging"), of("ferries")), (Some("messaging"), None));
    }
}
