"""How much of what pages state is read, and how true the alerts on their histories are, against labels."""
