"""What several exercises share: inputs, rules, questions about what was seen, and mistakes."""
