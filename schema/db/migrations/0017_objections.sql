ALTER TABLE "cases" ADD COLUMN "subject_case" text;--> statement-breakpoint
CREATE UNIQUE INDEX "cases_subject_case" ON "cases" USING btree ("subject_case") WHERE subject_case is not null;