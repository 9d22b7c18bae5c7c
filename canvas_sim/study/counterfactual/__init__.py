"""Counterfactuals: a run again with one cause changed, and what followed beyond placebos."""
