"""What experiments measure of a run and the catalog does not have; a function each, named as in their READMEs."""
