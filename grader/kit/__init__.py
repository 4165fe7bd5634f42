"""What several exercises share: rules, mistakes that people make, and ways to lay out a call."""
