"""Services to employers: vacancies, matching and placements."""
