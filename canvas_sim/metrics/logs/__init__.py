"""Measures of logs: activity, conflict, coordination, resilience. They see every placement."""
