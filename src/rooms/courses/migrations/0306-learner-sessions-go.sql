-- Sessions at the player go three months after nothing can be handed in under them any more. What was learnt stays.
grant delete on training.learner_session to manumit_guard;
do $$ declare body text; begin
  select pg_get_functiondef('safekeeping.rules()'::regprocedure) into body;
  execute replace(body, $r$    ('answered',$r$, $r$    ('learner-session', 'training.learner_session', 'greatest(ended_at, ends_at, ticket_ends_at)', null, 'true'),
    ('answered',$r$);
end $$;
