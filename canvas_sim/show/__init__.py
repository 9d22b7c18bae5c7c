"""What people see: pictures of canvases, figures, reports, frames and films of a run, the live app.

Reads records and tables; changes nothing and measures nothing of its own.
"""
