"""Alerts: changes as letters that people understand, and the ways to people."""
