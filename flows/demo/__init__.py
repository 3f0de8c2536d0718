"""The demo: invented programs on a loopback site that change over a simulated half year."""
