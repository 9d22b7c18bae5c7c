"""What people see: pictures of canvases, comparisons, frames and films of a run. Reads records; changes nothing."""
