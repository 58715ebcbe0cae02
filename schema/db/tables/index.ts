export * from './applications.ts';
export * from './cases.ts';
export * from './catalogue.ts';
export * from './colleagues.ts';
export * from './organisations.ts';
export * from './platform.ts';
export * from './tasks.ts';
