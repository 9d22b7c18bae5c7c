"""Measures of logs: activity, conflict, coordination, resilience, early warning. They see every placement."""
