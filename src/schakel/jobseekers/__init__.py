"""Services to job seekers."""
