-- The ledger is evidence: entries are added, never changed (design §5).
create function forbid_change() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger is append-only' using errcode = 'restrict_violation';
end $$;
--> statement-breakpoint
create trigger ledger_append_only before update or delete on ledger for each row execute function forbid_change();
--> statement-breakpoint
create trigger ledger_no_truncate before truncate on ledger for each statement execute function forbid_change();
