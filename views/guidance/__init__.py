"""What helps beside the shown incident: checklist, place, what is near or belongs to it, who reported."""
