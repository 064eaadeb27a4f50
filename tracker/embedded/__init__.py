"""PostgreSQL and Valkey from wheels, for a machine that has none.

Nothing here imports Django. Whoever needs the services holds them (services.hold);
a keeper process of their own runs them for as long as anybody does.
"""
