META
key;value
description;Municipal PB
country;Here
unit;There
num_projects;2
num_votes;2
budget;1000
vote_type;approval
PROJECTS
project_id;cost;votes;name
1;500;2;Bench
2;600;1;"Tree; old"
VOTES
voter_id;age;sex;vote
1;34;M;1,2
2;60;F;1
