"""The desk itself: queue, pictures, incident and strips on one screen."""
