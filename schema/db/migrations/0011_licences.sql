CREATE TABLE "licence_checks" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"means" text NOT NULL,
	"number" text,
	"version" integer,
	"outcome" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "licence_keys" (
	"kid" text PRIMARY KEY NOT NULL,
	"jwk" jsonb NOT NULL,
	"since" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "licence_reminders" (
	"number" text NOT NULL,
	"version" integer NOT NULL,
	"days" integer NOT NULL,
	"holder_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "licence_reminders_number_version_days_pk" PRIMARY KEY("number","version","days")
);
--> statement-breakpoint
CREATE TABLE "licence_versions" (
	"identifier" text PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"version" integer NOT NULL,
	"case_number" text NOT NULL,
	"cause" text NOT NULL,
	"data" jsonb NOT NULL,
	"issued_at" timestamp (3) with time zone NOT NULL,
	"document_id" text,
	"code" text,
	"reprints" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "licence_versions_version" UNIQUE("number","version")
);
--> statement-breakpoint
ALTER TABLE "drafts" ADD COLUMN "subject_licence" text;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "trust" text DEFAULT 'C' NOT NULL;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "licence_identifier" text;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "subject_licence" text;--> statement-breakpoint
ALTER TABLE "licences" ADD COLUMN "holder_id" text;--> statement-breakpoint
ALTER TABLE "licences" ADD COLUMN "holder_kind" text;--> statement-breakpoint
ALTER TABLE "licences" ADD COLUMN "type_code" text;--> statement-breakpoint
ALTER TABLE "licences" ADD COLUMN "serial" text;--> statement-breakpoint
ALTER TABLE "licences" ADD COLUMN "state" text;--> statement-breakpoint
ALTER TABLE "licences" ADD COLUMN "version" integer;--> statement-breakpoint
ALTER TABLE "licences" ADD COLUMN "ended_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "licences" ADD COLUMN "ledger_seq" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "licences" ADD COLUMN "ledger_hash" text DEFAULT '' NOT NULL;--> statement-breakpoint
-- Licences issued before there were e-licences stay in the register, without a version of their own.
UPDATE "licences" SET "holder_id" = "cases"."applicant_id", "holder_kind" = coalesce("cases"."applicant" ->> 'kind', 'legalPerson'),
  "type_code" = '', "serial" = replace(right("licences"."number", 11), '-', ''), "state" = 'inForce', "version" = 0
FROM "cases" WHERE "cases"."case_number" = "licences"."case_number";--> statement-breakpoint
ALTER TABLE "licences" ALTER COLUMN "holder_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "licences" ALTER COLUMN "holder_kind" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "licences" ALTER COLUMN "type_code" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "licences" ALTER COLUMN "serial" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "licences" ALTER COLUMN "state" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "licences" ALTER COLUMN "version" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "licence_reminders" ADD CONSTRAINT "licence_reminders_number_licences_number_fk" FOREIGN KEY ("number") REFERENCES "public"."licences"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "licence_versions" ADD CONSTRAINT "licence_versions_number_licences_number_fk" FOREIGN KEY ("number") REFERENCES "public"."licences"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "licence_checks_licence" ON "licence_checks" USING btree ("number","at");--> statement-breakpoint
CREATE INDEX "licence_checks_at" ON "licence_checks" USING btree ("at");--> statement-breakpoint
CREATE INDEX "licence_reminders_holder" ON "licence_reminders" USING btree ("holder_id","at");--> statement-breakpoint
CREATE INDEX "cases_subject_licence" ON "cases" USING btree ("subject_licence","submitted_at") WHERE subject_licence is not null;--> statement-breakpoint
CREATE INDEX "licences_holder" ON "licences" USING btree ("holder_id","issued_at","number");--> statement-breakpoint
CREATE INDEX "licences_organisation" ON "licences" USING btree ("organisation_id","issued_at","number");--> statement-breakpoint
CREATE INDEX "licences_newest" ON "licences" USING btree ("issued_at","number");--> statement-breakpoint
CREATE INDEX "licences_ending" ON "licences" USING btree ("valid_to") WHERE state = 'inForce';