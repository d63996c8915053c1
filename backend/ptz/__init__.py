"""Pan, tilt and zoom: a gateway to cameras that speak ONVIF, so that their sign-ins never leave the server."""
