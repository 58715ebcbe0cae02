DROP INDEX "cases_organisation";--> statement-breakpoint
CREATE INDEX "cases_newest" ON "cases" USING btree ("submitted_at","case_number");--> statement-breakpoint
CREATE INDEX "cases_organisation" ON "cases" USING btree ("organisation_id","submitted_at","case_number");