"""docs/reference/ as the code says it: settings, records, verbs, problem codes, city packs, command lines."""
