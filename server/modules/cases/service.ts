import type { CaseMap, CaseView } from '../../../schema/contracts/cases.ts';
import type { Relation } from '../../../schema/rules/permissions.ts';
import type { Language } from '../../language.ts';
import type { Services } from '../../services.ts';
import { Reference } from '../reference.ts';
import type { SignedIn } from '../session/signed-in.ts';
import { requireCase } from './access.ts';
import { caseMap } from './case-map.ts';
import { caseView } from './case-view.ts';
import { objectionStanding } from './objection.ts';
import { violationViews } from './violations.ts';
import { filesOf, ledgerOf, namesOf, positionsOf } from './repo.ts';
import type { FoundCase } from './repo.ts';
import { peopleNamed } from './timeline.ts';

/** Reads cases for whoever may see them, each as that reader sees it. */
export class Cases {
  readonly reference: Reference;

  constructor(private readonly services: Services) {
    this.reference = new Reference(services.database.db);
  }

  async view(user: SignedIn, caseNumber: string, language: Language): Promise<CaseView> {
    const { found, relation } = await requireCase(this.services.database.db, user, caseNumber);
    return this.viewOf(found, relation, language, user.id);
  }

  async map(user: SignedIn, caseNumber: string, language: Language): Promise<CaseMap> {
    const { found, relation } = await requireCase(this.services.database.db, user, caseNumber);
    return this.mapOf(found, relation, language);
  }

  /** The view of a case that has been found, for a reader whose relation to it is known. */
  async viewOf(found: FoundCase, relation: Relation, language: Language, readerId: string | null): Promise<CaseView> {
    const { db } = this.services.database;
    const { caseNumber, definitionId } = found.row;
    const [entries, files, definition, slow] = await Promise.all([
      ledgerOf(db, caseNumber),
      relation === 'public' ? [] : filesOf(db, caseNumber),
      this.reference.definition(definitionId),
      this.reference.now(),
    ]);
    const isInside = relation === 'handling' || relation === 'supervising';
    const names = isInside
      ? await namesOf(db, [...peopleNamed(entries), ...found.tasks.flatMap(({ task }) => task.closedBy ?? [])])
      : new Map<string, string>();
    const now = this.services.now();
    const asked = { row: found.row, objection: found.guide.objection, calendar: slow.calendar, now };
    const objection = relation === 'own' ? await objectionStanding(db, asked) : null;
    const violations = isInside ? await violationViews(db, found, slow.calendar, now) : [];
    return caseView({ found, entries, files, definition, slow, names, objection, violations }, { relation, language, readerId, now });
  }

  async mapOf(found: FoundCase, relation: Relation, language: Language): Promise<CaseMap> {
    const [positions, definition, slow] = await Promise.all([
      positionsOf(this.services.database.db, found.row.caseNumber),
      this.reference.definition(found.row.definitionId),
      this.reference.now(),
    ]);
    return caseMap(found, positions, definition, { relation, language, slow });
  }
}
