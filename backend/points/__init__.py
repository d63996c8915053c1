"""Measured values of indicators: one door, and the engines that keep them."""
