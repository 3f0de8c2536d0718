"""Effects, on a schedule: fetching, the run, delivery, the engine, the command line, the demo and its vendors' site."""
