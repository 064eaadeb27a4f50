"""Settings, addresses and schedule: what joins the apps into one site."""
