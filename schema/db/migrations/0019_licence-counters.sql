-- Custom: licences of one type are counted together, whichever item issues them.
UPDATE "counters" SET "key" = 'licence:' || split_part("counters"."key", ':', 2) || ':' || ("items"."guide" -> 'result' ->> 'typeCode') || ':' || split_part("counters"."key", ':', 4)
FROM "items"
WHERE "counters"."key" LIKE 'licence:%' AND split_part("counters"."key", ':', 3) = "items"."guide" ->> 'basicCode' AND "items"."guide" -> 'result' ->> 'typeCode' IS NOT NULL;
