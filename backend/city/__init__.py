"""City packs: one folder of plain files that makes the console this city's, and the demo history it can grow."""
