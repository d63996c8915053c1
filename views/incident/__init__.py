"""The shown incident: facts, guidance, what is near, its verbs and its report."""
