CREATE TABLE "deliveries" (
	"thrown" text NOT NULL,
	"receiver" text NOT NULL,
	"status" text NOT NULL,
	"place" integer NOT NULL,
	CONSTRAINT "deliveries_thrown_receiver_pk" PRIMARY KEY("thrown","receiver")
);
--> statement-breakpoint
CREATE TABLE "subscriptions" (
	"case_number" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"key" text NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "subscriptions_case_number_kind_name_key_pk" PRIMARY KEY("case_number","kind","name","key")
);
--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_case_number_cases_case_number_fk" FOREIGN KEY ("case_number") REFERENCES "public"."cases"("case_number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "deliveries_open" ON "deliveries" USING btree ("thrown","place");--> statement-breakpoint
CREATE INDEX "subscriptions_waiting" ON "subscriptions" USING btree ("kind","name","key","since","case_number");