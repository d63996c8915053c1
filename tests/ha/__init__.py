"""Several servers over one database, a standby, a balancer: each is killed in turn, and nothing is lost."""
