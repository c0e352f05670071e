-- Which countries take part in a project, answered from the index alone.
CREATE INDEX participation_project_country ON participation (project_id, country);
