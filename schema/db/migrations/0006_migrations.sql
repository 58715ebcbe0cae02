CREATE TABLE "case_states" (
	"case_number" text PRIMARY KEY NOT NULL,
	"step" integer NOT NULL,
	"state" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "migration_batches" (
	"id" text PRIMARY KEY NOT NULL,
	"item_id" text NOT NULL,
	"from_id" text,
	"to_id" text,
	"program" jsonb,
	"mapping" jsonb NOT NULL,
	"state" text NOT NULL,
	"reason" text,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"actor_id" text,
	"actor_name" text,
	"organisation_id" text,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	"total" integer NOT NULL,
	"looked" integer DEFAULT 0 NOT NULL,
	"movable" integer DEFAULT 0 NOT NULL,
	"position" text DEFAULT '' NOT NULL,
	"findings" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"changes" jsonb DEFAULT '[]'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "migration_cases" (
	"batch_id" text NOT NULL,
	"case_number" text NOT NULL,
	"state" text NOT NULL,
	"findings" jsonb,
	"step" integer,
	"attempt" integer DEFAULT 0 NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "migration_cases_batch_id_case_number_pk" PRIMARY KEY("batch_id","case_number")
);
--> statement-breakpoint
CREATE TABLE "migration_undos" (
	"case_number" text PRIMARY KEY NOT NULL,
	"step" integer NOT NULL,
	"definition_id" text NOT NULL,
	"state" "bytea" NOT NULL,
	"positions" jsonb NOT NULL,
	"tasks" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "case_states" ADD CONSTRAINT "case_states_case_number_cases_case_number_fk" FOREIGN KEY ("case_number") REFERENCES "public"."cases"("case_number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "migration_batches" ADD CONSTRAINT "migration_batches_item_id_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "migration_batches" ADD CONSTRAINT "migration_batches_from_id_definitions_id_fk" FOREIGN KEY ("from_id") REFERENCES "public"."definitions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "migration_batches" ADD CONSTRAINT "migration_batches_to_id_definitions_id_fk" FOREIGN KEY ("to_id") REFERENCES "public"."definitions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "migration_cases" ADD CONSTRAINT "migration_cases_batch_id_migration_batches_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."migration_batches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "migration_cases" ADD CONSTRAINT "migration_cases_case_number_cases_case_number_fk" FOREIGN KEY ("case_number") REFERENCES "public"."cases"("case_number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "migration_undos" ADD CONSTRAINT "migration_undos_case_number_cases_case_number_fk" FOREIGN KEY ("case_number") REFERENCES "public"."cases"("case_number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "migration_batches_item" ON "migration_batches" USING btree ("item_id","created_at");--> statement-breakpoint
CREATE INDEX "migration_cases_state" ON "migration_cases" USING btree ("batch_id","state","case_number");