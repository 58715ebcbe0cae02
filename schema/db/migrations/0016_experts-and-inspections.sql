CREATE TABLE "expert_draws" (
	"id" text PRIMARY KEY NOT NULL,
	"case_number" text NOT NULL,
	"task_id" text NOT NULL,
	"count" integer NOT NULL,
	"seed" text NOT NULL,
	"candidates" jsonb NOT NULL,
	"candidates_hash" text NOT NULL,
	"draw_order" jsonb NOT NULL,
	"drawn_by" text NOT NULL,
	"drawn_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "expert_draws_task" UNIQUE("task_id")
);
--> statement-breakpoint
CREATE TABLE "expert_pool" (
	"user_id" text NOT NULL,
	"field" text NOT NULL,
	CONSTRAINT "expert_pool_field_user_id_pk" PRIMARY KEY("field","user_id")
);
--> statement-breakpoint
CREATE TABLE "expert_replacements" (
	"draw_id" text NOT NULL,
	"number" integer NOT NULL,
	"out_id" text NOT NULL,
	"in_id" text NOT NULL,
	"why" text NOT NULL,
	"reason" text NOT NULL,
	"by_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "expert_replacements_draw_id_number_pk" PRIMARY KEY("draw_id","number"),
	CONSTRAINT "expert_replacements_out" UNIQUE("draw_id","out_id")
);
--> statement-breakpoint
CREATE TABLE "inspection_officers" (
	"inspection_id" text NOT NULL,
	"user_id" text NOT NULL,
	"signed_at" timestamp (3) with time zone,
	"signed_hash" text,
	CONSTRAINT "inspection_officers_inspection_id_user_id_pk" PRIMARY KEY("inspection_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "inspection_photos" (
	"id" text PRIMARY KEY NOT NULL,
	"inspection_id" text NOT NULL,
	"owner_id" text NOT NULL,
	"name" text NOT NULL,
	"type" text NOT NULL,
	"size" bigint NOT NULL,
	"sha256" text NOT NULL,
	"scan" text NOT NULL,
	"taken_at" timestamp (3) with time zone,
	"taken_where" text,
	"caption" text DEFAULT '' NOT NULL,
	"uploaded_at" timestamp (3) with time zone NOT NULL,
	"removed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "inspections" (
	"id" text PRIMARY KEY NOT NULL,
	"case_number" text NOT NULL,
	"kind" text NOT NULL,
	"place" text NOT NULL,
	"law" text,
	"note" text NOT NULL,
	"ordered_by" text NOT NULL,
	"ordered_at" timestamp (3) with time zone NOT NULL,
	"assign_by" timestamp (3) with time zone,
	"findings" jsonb NOT NULL,
	"conclusion" text,
	"result" text,
	"revision" integer DEFAULT 1 NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"record_hash" text,
	"cancel_reason" text
);
--> statement-breakpoint
ALTER TABLE "expert_draws" ADD CONSTRAINT "expert_draws_case_number_cases_case_number_fk" FOREIGN KEY ("case_number") REFERENCES "public"."cases"("case_number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "expert_draws" ADD CONSTRAINT "expert_draws_task_id_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."tasks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "expert_draws" ADD CONSTRAINT "expert_draws_drawn_by_users_id_fk" FOREIGN KEY ("drawn_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "expert_pool" ADD CONSTRAINT "expert_pool_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "expert_replacements" ADD CONSTRAINT "expert_replacements_draw_id_expert_draws_id_fk" FOREIGN KEY ("draw_id") REFERENCES "public"."expert_draws"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "expert_replacements" ADD CONSTRAINT "expert_replacements_out_id_users_id_fk" FOREIGN KEY ("out_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "expert_replacements" ADD CONSTRAINT "expert_replacements_in_id_users_id_fk" FOREIGN KEY ("in_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "expert_replacements" ADD CONSTRAINT "expert_replacements_by_id_users_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection_officers" ADD CONSTRAINT "inspection_officers_inspection_id_inspections_id_fk" FOREIGN KEY ("inspection_id") REFERENCES "public"."inspections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection_officers" ADD CONSTRAINT "inspection_officers_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection_photos" ADD CONSTRAINT "inspection_photos_inspection_id_inspections_id_fk" FOREIGN KEY ("inspection_id") REFERENCES "public"."inspections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection_photos" ADD CONSTRAINT "inspection_photos_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspections" ADD CONSTRAINT "inspections_case_number_cases_case_number_fk" FOREIGN KEY ("case_number") REFERENCES "public"."cases"("case_number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspections" ADD CONSTRAINT "inspections_ordered_by_users_id_fk" FOREIGN KEY ("ordered_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "expert_draws_case" ON "expert_draws" USING btree ("case_number","drawn_at");--> statement-breakpoint
CREATE INDEX "inspection_officers_user" ON "inspection_officers" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "inspection_photos_of" ON "inspection_photos" USING btree ("inspection_id","uploaded_at");--> statement-breakpoint
CREATE INDEX "inspection_photos_hash" ON "inspection_photos" USING btree ("sha256");--> statement-breakpoint
CREATE INDEX "inspections_case" ON "inspections" USING btree ("case_number","ordered_at");--> statement-breakpoint
CREATE INDEX "inspections_open" ON "inspections" USING btree ("case_number") WHERE state = 'open';