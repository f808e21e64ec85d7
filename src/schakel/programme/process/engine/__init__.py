"""Process analysis as a library: readers, a stored table of transitions, metrics, rules, a report."""
