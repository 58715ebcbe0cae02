CREATE TABLE "case_numbers" (
	"implementation_code" text NOT NULL,
	"day" text NOT NULL,
	"last" integer NOT NULL,
	CONSTRAINT "case_numbers_implementation_code_day_pk" PRIMARY KEY("implementation_code","day")
);
--> statement-breakpoint
CREATE TABLE "drafts" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"item_id" text NOT NULL,
	"organisation_id" text NOT NULL,
	"answers" jsonb NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"form_version" integer NOT NULL,
	"definition_version" integer NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"submitted_as" text
);
--> statement-breakpoint
CREATE TABLE "files" (
	"id" text PRIMARY KEY NOT NULL,
	"owner_id" text NOT NULL,
	"draft_id" text,
	"case_number" text,
	"material_code" text NOT NULL,
	"name" text NOT NULL,
	"type" text NOT NULL,
	"size" bigint NOT NULL,
	"sha256" text NOT NULL,
	"scan" text NOT NULL,
	"uploaded_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "cases" (
	"case_number" text PRIMARY KEY NOT NULL,
	"item_id" text NOT NULL,
	"definition_id" text NOT NULL,
	"organisation_id" text NOT NULL,
	"holder_organisation_id" text NOT NULL,
	"applicant_id" text NOT NULL,
	"applicant_name" text NOT NULL,
	"applicant" jsonb NOT NULL,
	"answers" jsonb NOT NULL,
	"form_version" integer NOT NULL,
	"query_code_hash" text NOT NULL,
	"state" text NOT NULL,
	"stage" text,
	"step" integer DEFAULT 0 NOT NULL,
	"started" boolean DEFAULT false NOT NULL,
	"suspended" boolean DEFAULT false NOT NULL,
	"submitted_at" timestamp (3) with time zone NOT NULL,
	"accepted_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"due_at" timestamp (3) with time zone,
	"promised_due_at" timestamp (3) with time zone,
	"warn_at" timestamp (3) with time zone,
	"clocks" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"correction" jsonb,
	"conclusion" jsonb,
	"licence_number" text,
	"ledger_seq" integer DEFAULT 0 NOT NULL,
	"ledger_hash" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "counters" (
	"key" text PRIMARY KEY NOT NULL,
	"last" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "incidents" (
	"id" text PRIMARY KEY NOT NULL,
	"case_number" text NOT NULL,
	"number" integer NOT NULL,
	"element" text,
	"code" text NOT NULL,
	"message" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"resolved_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "ledger" (
	"case_number" text NOT NULL,
	"seq" integer NOT NULL,
	"step" integer,
	"at" timestamp (3) with time zone NOT NULL,
	"type" text NOT NULL,
	"actor_id" text,
	"actor_name" text,
	"organisation_id" text,
	"element" text,
	"element_name" text,
	"data" jsonb NOT NULL,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "ledger_case_number_seq_pk" PRIMARY KEY("case_number","seq")
);
--> statement-breakpoint
CREATE TABLE "licences" (
	"number" text PRIMARY KEY NOT NULL,
	"case_number" text NOT NULL,
	"item_id" text NOT NULL,
	"organisation_id" text NOT NULL,
	"holder_name" text NOT NULL,
	"issued_at" timestamp (3) with time zone NOT NULL,
	"valid_to" timestamp (3) with time zone,
	CONSTRAINT "licences_case_number_unique" UNIQUE("case_number")
);
--> statement-breakpoint
CREATE TABLE "positions" (
	"case_number" text NOT NULL,
	"element" text NOT NULL,
	"live" integer NOT NULL,
	"count" integer NOT NULL,
	"first_at" timestamp (3) with time zone NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "positions_case_number_element_pk" PRIMARY KEY("case_number","element")
);
--> statement-breakpoint
CREATE TABLE "definition_drafts" (
	"item_id" text PRIMARY KEY NOT NULL,
	"base" integer NOT NULL,
	"bpmn" text NOT NULL,
	"revision" integer NOT NULL,
	"updated_by" text NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "definitions" (
	"id" text PRIMARY KEY NOT NULL,
	"item_id" text NOT NULL,
	"version" integer NOT NULL,
	"hash" text NOT NULL,
	"bpmn" text NOT NULL,
	"program" jsonb NOT NULL,
	"engine_version" integer NOT NULL,
	"note" text NOT NULL,
	"published_by" text NOT NULL,
	"published_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"effective_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "definitions_item_version" UNIQUE("item_id","version")
);
--> statement-breakpoint
CREATE TABLE "items" (
	"id" text PRIMARY KEY NOT NULL,
	"basic_code" text NOT NULL,
	"guide" jsonb NOT NULL,
	"form" jsonb NOT NULL,
	"form_version" integer NOT NULL,
	"search_text" text NOT NULL,
	CONSTRAINT "items_basic_code_unique" UNIQUE("basic_code")
);
--> statement-breakpoint
CREATE TABLE "offices" (
	"item_id" text NOT NULL,
	"organisation_id" text NOT NULL,
	"implementation_code" text NOT NULL,
	CONSTRAINT "offices_item_id_organisation_id_pk" PRIMARY KEY("item_id","organisation_id"),
	CONSTRAINT "offices_implementation_code_unique" UNIQUE("implementation_code")
);
--> statement-breakpoint
CREATE TABLE "departments" (
	"organisation_id" text NOT NULL,
	"code" text NOT NULL,
	"name" jsonb NOT NULL,
	CONSTRAINT "departments_organisation_id_code_pk" PRIMARY KEY("organisation_id","code")
);
--> statement-breakpoint
CREATE TABLE "organisations" (
	"id" text PRIMARY KEY NOT NULL,
	"parent_id" text,
	"level" text NOT NULL,
	"name" jsonb NOT NULL,
	"credit_code" text NOT NULL,
	"region_code" text NOT NULL,
	"path" text NOT NULL,
	CONSTRAINT "organisations_credit_code_unique" UNIQUE("credit_code")
);
--> statement-breakpoint
CREATE TABLE "posts" (
	"user_id" text NOT NULL,
	"role" text NOT NULL,
	"organisation_id" text NOT NULL,
	"department" text DEFAULT '' NOT NULL,
	CONSTRAINT "posts_user_id_role_organisation_id_department_pk" PRIMARY KEY("user_id","role","organisation_id","department")
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" text PRIMARY KEY NOT NULL,
	"issuer" text,
	"subject" text,
	"login" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"subject_kind" text,
	"code" text,
	"code_masked" text,
	"phone" text,
	"email" text,
	CONSTRAINT "users_login_unique" UNIQUE("login"),
	CONSTRAINT "users_issuer_subject" UNIQUE("issuer","subject")
);
--> statement-breakpoint
CREATE TABLE "audit" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"user_id" text,
	"action" text NOT NULL,
	"object" text,
	"outcome" text NOT NULL,
	"address" text,
	"request_id" text
);
--> statement-breakpoint
CREATE TABLE "calendar_days" (
	"day" text PRIMARY KEY NOT NULL,
	"worked" boolean NOT NULL,
	"name" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "calendar_meta" (
	"id" text PRIMARY KEY NOT NULL,
	"published_through" text NOT NULL,
	"revision" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"user_id" text NOT NULL,
	"key" text NOT NULL,
	"request_hash" text NOT NULL,
	"status" integer,
	"response" jsonb,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_keys_user_id_key_pk" PRIMARY KEY("user_id","key")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"user_id" text,
	"csrf_token" text NOT NULL,
	"data" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"seen_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tasks" (
	"id" text PRIMARY KEY NOT NULL,
	"case_number" text NOT NULL,
	"number" integer NOT NULL,
	"element" text NOT NULL,
	"name" text NOT NULL,
	"stage" text,
	"role" text NOT NULL,
	"organisation_id" text NOT NULL,
	"department" text DEFAULT '' NOT NULL,
	"group_key" text NOT NULL,
	"item_id" text NOT NULL,
	"applicant_name" text NOT NULL,
	"assignee_id" text,
	"holder_id" text,
	"claimed_at" timestamp (3) with time zone,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone,
	"sort_at" timestamp (3) with time zone NOT NULL,
	"case_due_at" timestamp (3) with time zone,
	"warn_at" timestamp (3) with time zone,
	"promised_due_at" timestamp (3) with time zone,
	"urged_at" timestamp (3) with time zone,
	"open" boolean NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"closed_by" text,
	"close_reason" text,
	"decision" text,
	"opinion" text,
	"draft" jsonb,
	"draft_by" text
);
--> statement-breakpoint
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_item_id_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_item_id_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_definition_id_definitions_id_fk" FOREIGN KEY ("definition_id") REFERENCES "public"."definitions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_holder_organisation_id_organisations_id_fk" FOREIGN KEY ("holder_organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "positions" ADD CONSTRAINT "positions_case_number_cases_case_number_fk" FOREIGN KEY ("case_number") REFERENCES "public"."cases"("case_number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "definition_drafts" ADD CONSTRAINT "definition_drafts_item_id_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "definitions" ADD CONSTRAINT "definitions_item_id_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offices" ADD CONSTRAINT "offices_item_id_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offices" ADD CONSTRAINT "offices_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "departments" ADD CONSTRAINT "departments_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_case_number_cases_case_number_fk" FOREIGN KEY ("case_number") REFERENCES "public"."cases"("case_number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "drafts_mine" ON "drafts" USING btree ("user_id","updated_at");--> statement-breakpoint
CREATE INDEX "files_draft" ON "files" USING btree ("draft_id");--> statement-breakpoint
CREATE INDEX "files_case" ON "files" USING btree ("case_number");--> statement-breakpoint
CREATE INDEX "files_hash" ON "files" USING btree ("sha256");--> statement-breakpoint
CREATE INDEX "cases_mine" ON "cases" USING btree ("applicant_id","submitted_at","case_number");--> statement-breakpoint
CREATE INDEX "cases_open_due" ON "cases" USING btree ("due_at") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "cases_holder" ON "cases" USING btree ("holder_organisation_id","submitted_at");--> statement-breakpoint
CREATE INDEX "cases_organisation" ON "cases" USING btree ("organisation_id","submitted_at");--> statement-breakpoint
CREATE INDEX "cases_definition_open" ON "cases" USING btree ("definition_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "incidents_open" ON "incidents" USING btree ("at","id") WHERE resolved_at is null;--> statement-breakpoint
CREATE INDEX "incidents_case" ON "incidents" USING btree ("case_number");--> statement-breakpoint
CREATE INDEX "licences_item" ON "licences" USING btree ("item_id");--> statement-breakpoint
CREATE INDEX "positions_live" ON "positions" USING btree ("element") WHERE live > 0;--> statement-breakpoint
CREATE INDEX "definitions_in_force" ON "definitions" USING btree ("item_id","effective_at");--> statement-breakpoint
CREATE INDEX "organisations_path" ON "organisations" USING btree ("path" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "posts_group" ON "posts" USING btree ("organisation_id","role");--> statement-breakpoint
CREATE INDEX "audit_user" ON "audit" USING btree ("user_id","at");--> statement-breakpoint
CREATE INDEX "idempotency_keys_age" ON "idempotency_keys" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "sessions_expiry" ON "sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "tasks_group_due" ON "tasks" USING btree ("group_key","sort_at","id") WHERE open and holder_id is null;--> statement-breakpoint
CREATE INDEX "tasks_holder_due" ON "tasks" USING btree ("holder_id","sort_at","id") WHERE open;--> statement-breakpoint
CREATE INDEX "tasks_organisation_due" ON "tasks" USING btree ("organisation_id","sort_at","id") WHERE open;--> statement-breakpoint
CREATE INDEX "tasks_open_due" ON "tasks" USING btree ("sort_at","id") WHERE open;--> statement-breakpoint
CREATE INDEX "tasks_case" ON "tasks" USING btree ("case_number","opened_at");