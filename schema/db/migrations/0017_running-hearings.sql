DROP INDEX "hearings_running";--> statement-breakpoint
CREATE INDEX "hearings_running" ON "hearings" USING btree ("told_at") WHERE state not in ('closed', 'waived');