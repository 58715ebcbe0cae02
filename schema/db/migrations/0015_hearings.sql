CREATE TABLE "case_parties" (
	"id" text PRIMARY KEY NOT NULL,
	"case_number" text NOT NULL,
	"name" text NOT NULL,
	"interest" text NOT NULL,
	"email" text,
	"phone" text,
	"document_id" text NOT NULL,
	"added_by" text NOT NULL,
	"added_at" timestamp (3) with time zone NOT NULL,
	"heard_at" timestamp (3) with time zone,
	CONSTRAINT "case_parties_name" UNIQUE("case_number","name")
);
--> statement-breakpoint
CREATE TABLE "hearing_people" (
	"id" text PRIMARY KEY NOT NULL,
	"hearing_id" text NOT NULL,
	"party_id" text,
	"name" text NOT NULL,
	"rights_document_id" text,
	"answer" text,
	"answer_reason" text,
	"answered_at" timestamp (3) with time zone,
	"notice_document_id" text,
	"signature" text,
	"signed_name" text,
	"signed_at" timestamp (3) with time zone,
	"remark" text
);
--> statement-breakpoint
CREATE TABLE "hearings" (
	"id" text PRIMARY KEY NOT NULL,
	"case_number" text NOT NULL,
	"basis" text NOT NULL,
	"state" text NOT NULL,
	"proposal" text NOT NULL,
	"reasons" text NOT NULL,
	"told_by" text NOT NULL,
	"told_at" timestamp (3) with time zone NOT NULL,
	"requested_at" timestamp (3) with time zone,
	"must_hold_by" timestamp (3) with time zone,
	"held_at" timestamp (3) with time zone,
	"place" text,
	"officer_id" text,
	"recorder" text,
	"participants" jsonb,
	"statements" jsonb,
	"recorded_by" text,
	"recorded_at" timestamp (3) with time zone,
	"record_document_id" text,
	"closed_at" timestamp (3) with time zone,
	"stopped_at" timestamp (3) with time zone,
	"resumed_at" timestamp (3) with time zone,
	"clock_refusal" text,
	"late_noted_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "party_statements" (
	"id" text PRIMARY KEY NOT NULL,
	"party_id" text NOT NULL,
	"words" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "recusals" ALTER COLUMN "asked_by" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "recusals" ADD COLUMN "party_id" text;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "party_id" text;--> statement-breakpoint
ALTER TABLE "case_parties" ADD CONSTRAINT "case_parties_case_number_cases_case_number_fk" FOREIGN KEY ("case_number") REFERENCES "public"."cases"("case_number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_parties" ADD CONSTRAINT "case_parties_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_parties" ADD CONSTRAINT "case_parties_added_by_users_id_fk" FOREIGN KEY ("added_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hearing_people" ADD CONSTRAINT "hearing_people_hearing_id_hearings_id_fk" FOREIGN KEY ("hearing_id") REFERENCES "public"."hearings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hearing_people" ADD CONSTRAINT "hearing_people_party_id_case_parties_id_fk" FOREIGN KEY ("party_id") REFERENCES "public"."case_parties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hearing_people" ADD CONSTRAINT "hearing_people_rights_document_id_documents_id_fk" FOREIGN KEY ("rights_document_id") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hearing_people" ADD CONSTRAINT "hearing_people_notice_document_id_documents_id_fk" FOREIGN KEY ("notice_document_id") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hearings" ADD CONSTRAINT "hearings_case_number_cases_case_number_fk" FOREIGN KEY ("case_number") REFERENCES "public"."cases"("case_number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hearings" ADD CONSTRAINT "hearings_told_by_users_id_fk" FOREIGN KEY ("told_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hearings" ADD CONSTRAINT "hearings_officer_id_users_id_fk" FOREIGN KEY ("officer_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hearings" ADD CONSTRAINT "hearings_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hearings" ADD CONSTRAINT "hearings_record_document_id_documents_id_fk" FOREIGN KEY ("record_document_id") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "party_statements" ADD CONSTRAINT "party_statements_party_id_case_parties_id_fk" FOREIGN KEY ("party_id") REFERENCES "public"."case_parties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "hearing_people_hearing" ON "hearing_people" USING btree ("hearing_id");--> statement-breakpoint
CREATE INDEX "hearings_case" ON "hearings" USING btree ("case_number","told_at");--> statement-breakpoint
CREATE UNIQUE INDEX "hearings_open" ON "hearings" USING btree ("case_number") WHERE state not in ('closed', 'waived');--> statement-breakpoint
CREATE INDEX "hearings_coming" ON "hearings" USING btree ("held_at","id") WHERE state = 'scheduled';--> statement-breakpoint
CREATE INDEX "hearings_running" ON "hearings" USING btree ("told_at") WHERE state not in ('closed', 'waived');--> statement-breakpoint
CREATE INDEX "party_statements_party" ON "party_statements" USING btree ("party_id","at");