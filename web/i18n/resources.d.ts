import 'i18next';
import type applicant from './zh-CN/applicant.json';
import type catalogue from './zh-CN/catalogue.json';
import type common from './zh-CN/common.json';
import type designer from './zh-CN/designer.json';
import type documents from './zh-CN/documents.json';
import type errors from '../../schema/contracts/messages/zh-CN/errors.json';
import type hearings from './zh-CN/hearings.json';
import type migrations from './zh-CN/migrations.json';
import type review from './zh-CN/review.json';
import type service from './zh-CN/service.json';
import type licences from './zh-CN/licences.json';
import type staff from './zh-CN/staff.json';
import type states from './zh-CN/states.json';
import type timeline from './zh-CN/timeline.json';

/** Keys are typed by the Chinese files: a key that isn't there doesn't compile. */
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    returnNull: false;
    resources: {
      applicant: typeof applicant;
      catalogue: typeof catalogue;
      common: typeof common;
      designer: typeof designer;
      documents: typeof documents;
      errors: typeof errors;
      hearings: typeof hearings;
      migrations: typeof migrations;
      review: typeof review;
      service: typeof service;
      licences: typeof licences;
      staff: typeof staff;
      states: typeof states;
      timeline: typeof timeline;
    };
  }
}
